import { createEmployee as verb } from '#lib/domain/employees/create-employee.ts';
import { created, type Operation, ok } from '../operation.ts';

export const createEmployee: Operation = {
  kind: 'write',
  async run(ctx, { body }) {
    const { employee, isNew } = await verb(ctx, body);
    return isNew
      ? created(`/employees/directory/${employee.id}`, employee)
      : ok({ data: employee });
  },
};
