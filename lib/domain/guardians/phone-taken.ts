import { AppError } from '#lib/errors.ts';

export function phoneTaken(): AppError {
  return new AppError('conflict', {
    message: 'Another guardian has this phone.',
    details: { field: 'phone' },
  });
}
