import { listAppsOfGroup } from '#lib/domain/okta/apps/list-apps.ts';
import type { Cursors } from '#lib/domain/okta/cursors.ts';
import {
  assignGroup,
  getAssignment,
  listAssignments,
  unassignGroup,
} from '#lib/domain/okta/groups/assignments.ts';
import { getGroup, listGroups } from '#lib/domain/okta/groups/groups.ts';
import {
  getUser,
  listGroupUsers,
  listUserGroups,
  listUsers,
} from '#lib/domain/okta/users/users.ts';
import type { OktaCall, OktaOperation } from '../exchange.ts';
import { listing, nothing, ok, param, queryText } from '../operation.ts';

const assignmentOf = (call: OktaCall) => ({
  appId: param(call, 'appId'),
  groupId: param(call, 'groupId'),
});
const groupOf = (call: OktaCall) => ({ groupId: param(call, 'groupId') });
const userOf = (call: OktaCall) => ({ userId: param(call, 'userId') });
const queryOf = (call: OktaCall) => ({
  q: queryText(call, 'q'),
  filter: queryText(call, 'filter'),
  search: queryText(call, 'search'),
  expand: queryText(call, 'expand'),
  sortBy: queryText(call, 'sortBy'),
  sortOrder: queryText(call, 'sortOrder'),
});

export const peopleOperations = (cursors: Cursors) =>
  ({
    listApplicationGroupAssignments: {
      run: (ctx, call) =>
        listing(ctx, call, cursors, { byDefault: 20, most: 200 }, (after, limit) =>
          listAssignments(ctx, { ...assignmentOf(call), ...queryOf(call), after, limit }),
        ),
    },
    getApplicationGroupAssignment: {
      run: async (ctx, call) =>
        ok(await getAssignment(ctx, { ...assignmentOf(call), expand: queryText(call, 'expand') })),
    },
    createApplicationGroupAssignment: {
      body: 'optional-json',
      run: async (ctx, call) =>
        ok(await assignGroup(ctx, { ...assignmentOf(call), body: call.body })),
    },
    deleteApplicationGroupAssignment: {
      run: async (ctx, call) => {
        await unassignGroup(ctx, assignmentOf(call));
        return nothing;
      },
    },
    listGroups: {
      run: (ctx, call) =>
        listing(ctx, call, cursors, { byDefault: 200, most: 10_000 }, (after, limit) =>
          listGroups(ctx, { ...queryOf(call), after, limit }),
        ),
    },
    getGroup: { run: async (ctx, call) => ok(await getGroup(ctx, groupOf(call))) },
    listGroupUsers: {
      run: (ctx, call) =>
        listing(ctx, call, cursors, { byDefault: 1000, most: 1000 }, (after, limit) =>
          listGroupUsers(ctx, { ...groupOf(call), after, limit }),
        ),
    },
    listAssignedApplicationsForGroup: {
      run: async (ctx, call) => {
        await getGroup(ctx, groupOf(call));
        return listing(ctx, call, cursors, { byDefault: 20, most: 200 }, (after, limit) =>
          listAppsOfGroup(ctx, { ...groupOf(call), after, limit }),
        );
      },
    },
    listUsers: {
      run: (ctx, call) => {
        const byDefault = call.query.get('q') ? 10 : 200;
        return listing(ctx, call, cursors, { byDefault, most: 200 }, (after, limit) =>
          listUsers(ctx, { ...queryOf(call), after, limit }),
        );
      },
    },
    getUser: { run: async (ctx, call) => ok(await getUser(ctx, userOf(call))) },
    listUserGroups: { run: async (ctx, call) => ok(await listUserGroups(ctx, userOf(call))) },
  }) as const satisfies Record<string, OktaOperation>;
