import { type ComponentType, useEffect, useRef } from 'react';
import type { Props } from '../swagger-types.ts';

/** The items of a list parameter get a name each: swagger-ui's own inputs have none. */
export const namedItems = (Original: ComponentType<Props>) =>
  function NamedItems(props: Props) {
    const root = useRef<HTMLDivElement>(null);
    const list = typeof props.description === 'string' ? props.description : '';
    useEffect(() => {
      const node = root.current;
      if (!node) return;
      const name = () => {
        for (const [at, input] of [
          ...node.querySelectorAll('.json-schema-form-item input'),
        ].entries()) {
          input.setAttribute('aria-label', `${list} item ${at + 1}`.trim());
        }
      };
      name();
      const observer = new MutationObserver(name);
      observer.observe(node, { childList: true, subtree: true });
      return () => observer.disconnect();
    }, [list]);
    return (
      <div ref={root}>
        <Original {...props} />
      </div>
    );
  };
