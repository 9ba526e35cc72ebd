// Which address shows which screen. Every screen is a chunk of its own, loaded when somebody goes there; the queue comes with the first page.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { sessionNow } from './api/session.ts'
import { Frame } from './parts/frame.tsx'
import { Broken, NotFound } from './parts/frame-errors.tsx'
import { beginRows } from './pages/queue/load.ts'
import Queue from './pages/queue.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Broken })
/** The address is the state: pages read and check their own search. */
const validateSearch = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])))
const under = { getParentRoute: () => root, validateSearch } as const

const routes = [
  createRoute({ ...under, path: '/', component: Queue, loaderDeps: ({ search }) => search, loader: ({ deps }) => { if (sessionNow()?.user) beginRows(deps) } }),
  createRoute({ ...under, path: '/d/$id', component: lazyRouteComponent(() => import('./pages/dispute.tsx')) }),
  createRoute({ ...under, path: '/practice', component: lazyRouteComponent(() => import('./pages/practice.tsx')) }),
  createRoute({ ...under, path: '/money', component: lazyRouteComponent(() => import('./pages/money.tsx')) }),
  createRoute({ ...under, path: '/providers', component: lazyRouteComponent(() => import('./pages/providers.tsx')) }),
  createRoute({ ...under, path: '/dev/requests', component: lazyRouteComponent(() => import('./pages/dev-requests.tsx')) }),
  createRoute({ ...under, path: '/dev/webhooks', component: lazyRouteComponent(() => import('./pages/dev-webhooks.tsx')) }),
  createRoute({ ...under, path: '/dev/simulator', component: lazyRouteComponent(() => import('./pages/dev-simulator.tsx')) }),
  createRoute({ ...under, path: '/dev/keys', component: lazyRouteComponent(() => import('./pages/dev-keys.tsx')) }),
  createRoute({ ...under, path: '/audit', component: lazyRouteComponent(() => import('./pages/audit.tsx')) }),
  createRoute({ ...under, path: '/system', component: lazyRouteComponent(() => import('./pages/system.tsx')) }),
  createRoute({ ...under, path: '/settings/team', component: lazyRouteComponent(() => import('./pages/team.tsx')) }),
  createRoute({ ...under, path: '/sign-in', component: lazyRouteComponent(() => import('./pages/sign-in.tsx')) }),
] as const

export const router = createRouter({ routeTree: root.addChildren(routes), basepath: '/desk', defaultPreload: 'intent', scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
