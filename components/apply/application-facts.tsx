import { integrationTypes } from '#lib/domain/applications/schemas.ts';
import { KeyValues } from '../ui/key-values.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

type ApplicationFactsProps = {
  application: {
    company: string;
    site: string;
    contactName: string;
    email: string;
    integrationType: string;
    useCase: string;
    createdAt: Date;
  };
};

/** What was sent, as it was sent. */
export function ApplicationFacts({ application }: ApplicationFactsProps) {
  const { company, site, contactName, email, integrationType, useCase, createdAt } = application;
  const type = integrationTypes.find((one) => one.type === integrationType);
  return (
    <KeyValues
      items={[
        { label: 'Company', value: <bdi>{company}</bdi> },
        // Text and not a link: nobody has looked at it yet.
        { label: 'Web site', value: <span className="break-all">{site}</span> },
        { label: 'Contact', value: <bdi>{contactName}</bdi> },
        { label: 'E-mail', value: <span className="break-all">{email}</span> },
        { label: 'Joins as', value: type?.label ?? integrationType },
        {
          label: 'What it does',
          value: (
            <p className="whitespace-pre-line" dir="auto">
              {useCase}
            </p>
          ),
        },
        { label: 'Sent', value: <RelativeTime at={createdAt.toISOString()} /> },
      ]}
    />
  );
}
