import { caseState } from "../../lib/case.svelte";
import type { Resource } from "../../lib/resource.svelte";

/** Whether it is not there yet, and will be: an undo counts at once, what the server shows of the case follows it. */
export function isComingBack(of: Pick<Resource<unknown>, "missing" | "value" | "loading">): boolean {
  return of.value === null && of.missing && caseState.state?.up_to_date !== true;
}
