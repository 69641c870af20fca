// The handle that every statement has: "t" leads to the trace of the passage that one points at or has the focus on.

import { useKeys } from "./keys.svelte";
import { trace } from "./links";
import { peek } from "./peek.svelte";
import { router } from "./router.svelte";

/** For a room; `current` is the claim of the row one is on, where no passage is pointed at. */
export function useTrace(room: string, current: () => string | null = () => null): void {
  const run = (): void => {
    const claim = peek.line?.claim ?? current();
    if (claim !== null) router.go(trace(claim));
  };
  useKeys(room, [{ key: "t", does: "trace of the passage", run }]);
}
