// The table of roles. A tick is a word for whoever does not see it.

import { roles, type Role } from '../../../src/core/role.ts'
import { mayDo, roleWords } from '../../parts/roles.ts'

export function Roles({ own }: { own: Role }) {
  return (
    <section className="card stack" aria-labelledby="roles-title">
      <h2 id="roles-title">What each role may do</h2>
      <div className="table-scroll" role="group" tabIndex={0} aria-label="What each role may do">
        <table className="table roles">
          <thead><tr><th scope="col">To do this</th>{roles.map(role => <th key={role} scope="col">{roleWords[role].word}{role === own && <span className="soft"> (you)</span>}</th>)}</tr></thead>
          <tbody>{mayDo.map(({ what, needs }) => <tr key={what}><th scope="row">{what}</th>{roles.map(role => <td key={role}>{roles.indexOf(role) >= roles.indexOf(needs) ? <><span aria-hidden="true">✓</span><span className="unseen">yes</span></> : <><span aria-hidden="true" className="soft">–</span><span className="unseen">no</span></>}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </section>
  )
}
