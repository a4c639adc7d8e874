'use client';
import { PageFault } from '#components/dashboard/page-fault.tsx';

type ErrorPageProps = { error: Error & { digest?: string } };

/** A page of the dashboard that could not be made, inside the dashboard's frame. */
export default function DashboardError({ error }: ErrorPageProps) {
  return <PageFault error={error} />;
}
