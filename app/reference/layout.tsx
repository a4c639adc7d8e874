import type { ReactNode } from 'react';
import '#components/reference/reference.css';

export default function ReferenceLayout({ children }: { children: ReactNode }) {
  return children;
}
