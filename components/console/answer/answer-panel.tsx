'use client';
import { useEffect, useRef } from 'react';
import type { ConsoleCaller, ConsoleEnvironment } from '#lib/domain/console/schemas.ts';
import { Callout } from '../../ui/callout.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type ConsoleOperation, describeAnswer } from '../document.ts';
import type { Answer, Outcome } from '../relay-fetch.ts';
import { AnswerBody } from './answer-body.tsx';
import { AnswerFacts } from './answer-facts.tsx';
import { AnswerHeaders } from './answer-headers.tsx';
import { NextSteps } from './next-steps.tsx';
import { SentRequest } from './sent-request.tsx';

export type AnswerPanelProps = {
  outcome: Outcome | null;
  sending: boolean;
  operation: ConsoleOperation;
  environment?: ConsoleEnvironment;
  /** Absent for guests: they have no log to look at. */
  caller?: ConsoleCaller;
};

/** What came back, and where to go from here. */
export function AnswerPanel(props: AnswerPanelProps) {
  const { outcome, sending } = props;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (outcome) section.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [outcome]);
  return (
    <section ref={section} aria-label="Answer" className="console-section console-answer">
      <h3 className="console-title">Answer</h3>
      <div role="status" className="console-status">
        {sending ? (
          <p className="flex items-center gap-2 text-sm text-muted">
            <Spinner /> Sending…
          </p>
        ) : null}
        {!sending && !outcome ? (
          <p className="text-sm text-muted">Send the request; the answer appears here.</p>
        ) : null}
        {!sending && outcome && !('failure' in outcome) ? (
          <AnswerFacts
            answer={outcome}
            described={describeAnswer(props.operation, outcome.status)}
          />
        ) : null}
        {!sending && outcome && 'failure' in outcome ? (
          <Callout tone="bad" title="No answer">
            {outcome.failure}
          </Callout>
        ) : null}
      </div>
      {!sending && outcome && !('failure' in outcome) ? (
        <AnswerDetails {...props} answer={outcome} />
      ) : null}
    </section>
  );
}

function AnswerDetails({
  answer,
  operation,
  environment,
  caller,
}: AnswerPanelProps & { answer: Answer }) {
  const described = describeAnswer(operation, answer.status);
  return (
    <>
      <NextSteps answer={answer} operation={operation} environment={environment} caller={caller} />
      <Tabs
        label="Parts of the answer"
        items={[
          { value: 'body', label: 'Body', content: <AnswerBody answer={answer} /> },
          {
            value: 'headers',
            label: `Headers (${answer.headers.length})`,
            content: <AnswerHeaders headers={answer.headers} descriptions={described.headers} />,
          },
          {
            value: 'request',
            label: 'Request',
            content: <SentRequest sent={answer.sent} environment={environment} />,
          },
        ]}
      />
    </>
  );
}
