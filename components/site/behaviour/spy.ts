/** How far below the top of the window a heading counts as reached: the header and a little air. */
const REACHED_PX = 110;

/** Marks in "On this page" the part that is read now. Ends with what it returns. */
export function watchHeadings(): () => void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-toc] a[href^="#"]')];
  const parts = links.flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  let frame = 0;
  const mark = () => {
    frame = 0;
    const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const reached = parts.filter(
      ({ heading }) => heading.getBoundingClientRect().top <= REACHED_PX,
    );
    const now = isAtEnd ? parts.at(-1) : reached.at(-1);
    for (const part of parts) {
      if (part === now) part.link.setAttribute('aria-current', 'location');
      else part.link.removeAttribute('aria-current');
    }
  };
  const onScroll = () => {
    frame ||= requestAnimationFrame(mark);
  };
  mark();
  addEventListener('scroll', onScroll, { passive: true });
  return () => {
    cancelAnimationFrame(frame);
    removeEventListener('scroll', onScroll);
  };
}
