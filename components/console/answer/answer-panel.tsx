'use client';
import { useEffect, useRef } from 'react';
import type { ConsoleCaller, ConsoleEnvironment } from '#lib/domain/console/schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type ConsoleOperation, describeAnswer } from '../document.ts';
import type { Answer, Outcome } from '../relay-fetch.ts';
import { AnswerBody } from './answer-body.tsx';
import { AnswerCheck } from './answer-check.tsx';
import { AnswerFacts } from './answer-facts.tsx';
import { AnswerHeaders } from './answer-headers.tsx';
import { NextSteps } from './next-steps.tsx';
import { SentRequest, type Token } from './sent-request.tsx';
import { whyCut } from './why-cut.ts';

export type AnswerPanelProps = {
  outcome: Outcome | null;
  sending: boolean;
  operation: ConsoleOperation;
  environment?: ConsoleEnvironment;
  /** What paths are relative to, for people. */
  base: string;
  token: Token;
  /** Absent for guests: they have no log to look at. */
  caller?: ConsoleCaller;
  isSignedIn: boolean;
  onStop(): void;
  /** Sends the same with another path. */
  onNextPage(path: string): void;
};

/** What came back, and where to go from here. */
export function AnswerPanel(props: AnswerPanelProps) {
  const { outcome, sending } = props;
  const answer = outcome && !('failure' in outcome) ? outcome : null;
  const part = answer?.state === 'arriving';
  const shown = answer && (part || !sending) ? answer : null;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (outcome && !part) section.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [outcome, part]);
  return (
    <section ref={section} aria-label="Answer" className="console-section console-answer">
      <h3 className="console-title">Answer</h3>
      <div role="status" className="console-status">
        {sending ? (
          <p className="flex items-center gap-2 text-sm text-muted">
            <Spinner /> {part ? 'Arriving…' : 'Sending…'}
            <Button size="sm" variant="ghost" onClick={props.onStop}>
              Stop
            </Button>
          </p>
        ) : null}
        {!sending && !outcome ? (
          <p className="text-sm text-muted">Send the request; the answer appears here.</p>
        ) : null}
        {shown ? (
          <AnswerFacts answer={shown} described={describeAnswer(props.operation, shown.status)} />
        ) : null}
        {shown?.state === 'cut' || shown?.state === 'stopped' ? (
          <Callout tone="warn" title="The answer breaks off here">
            {whyCut(shown)}
          </Callout>
        ) : null}
        {!sending && outcome && 'failure' in outcome ? (
          <Callout tone="bad" title="No answer">
            {outcome.failure}
          </Callout>
        ) : null}
      </div>
      {shown ? <AnswerDetails {...props} answer={shown} /> : null}
      {!sending && outcome && 'failure' in outcome ? (
        <SentRequest sent={outcome.sent} base={props.base} token={props.token} />
      ) : null}
    </section>
  );
}

function AnswerDetails({
  answer,
  operation,
  environment,
  base,
  token,
  caller,
  isSignedIn,
  onNextPage,
}: AnswerPanelProps & { answer: Answer }) {
  const described = describeAnswer(operation, answer.status);
  return (
    <>
      <NextSteps
        answer={answer}
        operation={operation}
        environment={environment}
        caller={caller}
        isSignedIn={isSignedIn}
        onNextPage={onNextPage}
      />
      {answer.refusedBy === 'api' && answer.state === 'complete' ? (
        <AnswerCheck operation={operation} answer={answer} />
      ) : null}
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
            content: <SentRequest sent={answer.sent} base={base} token={token} />,
          },
        ]}
      />
    </>
  );
}
