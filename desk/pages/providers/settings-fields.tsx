// The fields for what can be set about a connection, and what an automatic acceptance means before it is switched on.

import { currencies } from '../../../src/core/currency.ts'
import { AmountField } from '../../parts/wire/amount-field.tsx'
import { Choice } from '../../parts/wire/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { lengthNames, lengthOf, lengths, policies, type SettingsForm } from './settings.ts'

type SettingsFieldsProps = { form: SettingsForm; isNew: boolean; onChange(part: Partial<SettingsForm>): void }

export function SettingsFields({ form, isNew, onChange }: SettingsFieldsProps) {
  return (
    <>
      <div className="fields">
        {lengthNames.map(name => (
          <Field key={name} label={lengths[name].label} help={lengths[name].help} wrong={form[name].trim() !== '' && lengthOf(form[name]) === null ? 'Write 30s, 5m, 36h or 7d.' : null}>
            {control => <input {...control} dir="ltr" autoComplete="off" spellCheck={false} maxLength={30} placeholder={isNew ? 'as usual' : undefined} value={form[name]} onChange={event => onChange({ [name]: event.target.value })} />}
          </Field>
        ))}
        <NumberField label="At most a second" help="Requests of ours; left empty, only reading the list has a limit." value={form.perSecond} onChange={perSecond => onChange({ perSecond })} />
        <NumberField label="At most at once" help="How many may go together after a pause." value={form.burst} onChange={burst => onChange({ burst })} />
      </div>
      <Choice label="When the buffer begins" value={form.policy} {...(isNew && { any: 'As usual: warn' })} options={Object.entries(policies) as [keyof typeof policies, string][]} onChange={policy => onChange({ policy, sure: false })} />
      {form.policy === 'accept_below' && <Below form={form} onChange={onChange} />}
    </>
  )
}

function NumberField({ label, help, value, onChange }: { label: string; help: string; value: string; onChange(value: string): void }) {
  return <Field label={label} help={help}>{control => <input {...control} inputMode="decimal" dir="ltr" autoComplete="off" maxLength={10} value={value} onChange={event => onChange(event.target.value)} />}</Field>
}

function Below({ form, onChange }: Omit<SettingsFieldsProps, 'isNew'>) {
  return (
    <section className="problem stack" data-tone="warn" aria-label="Accepting by itself">
      <p>Whatever is worth less and still waits for a decision when its buffer begins is given up. Nobody is asked, and it cannot be taken back.</p>
      <div className="fields">
        <AmountField label="Worth less than" amount={form.below} currency={form.currency} onChange={below => onChange({ below, sure: false })} />
        <Choice label="Currency" value={form.currency} options={currencies.map(one => [one, one])} help="Those of other currencies are left alone." onChange={currency => { if (currency !== '') onChange({ currency, sure: false }) }} />
      </div>
      <label className="line"><input type="checkbox" checked={form.sure} onChange={() => onChange({ sure: !form.sure })} /> Give this money up without asking anybody</label>
    </section>
  )
}
