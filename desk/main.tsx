// Where the desk begins in the browser: the session first, then the router.

import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries.ts'
import { beginSession } from './api/session.ts'
import { followDirection } from './parts/direction.ts'
import { beginTheme } from './parts/theme.ts'
import { router } from './router.tsx'
import './ui/tokens.css'
import './ui/base.css'
import './ui/kit.css'

beginTheme()
followDirection()
void beginSession().then(() => createRoot(document.getElementById('desk')!).render(
  <QueryClientProvider client={queries}><RouterProvider router={router} /></QueryClientProvider>,
))
