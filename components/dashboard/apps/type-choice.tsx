import { Blocks, MessageSquare, Server } from 'lucide-react';
import { routes } from '#lib/routes.ts';

const types = [
  {
    value: 'external',
    label: 'External',
    icon: Server,
    text: 'Your product runs on your servers and talks by REST and signed webhooks.',
    choose: 'Choose it when the product exists already and should know the school’s people.',
    guide: 'developer/external-apps',
  },
  {
    value: 'embedded',
    label: 'Embedded',
    icon: Blocks,
    text: 'Your code is shipped into the platform, with its pages inside the school’s dashboard.',
    choose: 'Choose it when school staff work with it every day. The review reads your code too.',
    guide: 'developer/embedded-apps',
  },
  {
    value: 'notification',
    label: 'Notification',
    icon: MessageSquare,
    text: 'You deliver messages: one call, send(recipient, message), and no pages.',
    choose: 'Choose it when you bring WhatsApp, SMS, e-mail or push to schools.',
    guide: 'developer/notification-apps',
  },
] as const;

/** The three integration types, each with when to choose it. */
export function TypeChoice({ value }: { value: string | undefined }) {
  return (
    <fieldset className="grid grid-cols-1 gap-3">
      <legend className="mb-1.5 text-sm font-medium">Integration type</legend>
      <div className="grid gap-3 md:grid-cols-3">
        {types.map(({ value: type, label, icon: Icon, text, choose, guide }) => (
          <div
            key={type}
            className="relative flex flex-col gap-2 rounded-lg border border-line p-3.5 has-[:checked]:border-accent has-[:checked]:bg-accent-soft"
          >
            <label className="flex items-center gap-2 text-sm font-semibold">
              <input
                type="radio"
                name="type"
                value={type}
                defaultChecked={(value || 'external') === type}
                className="size-4 accent-(--accent)"
              />
              <Icon className="size-4 text-muted" aria-hidden="true" />
              {label}
            </label>
            <p className="text-[0.8125rem] leading-5">{text}</p>
            <p className="flex-1 text-[0.8125rem] leading-5 text-muted">{choose}</p>
            <a className="text-[0.8125rem] text-accent underline" href={routes.docs(guide)}>
              {label} apps in the guide
            </a>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
