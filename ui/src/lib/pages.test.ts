import { expect, test, vi } from "vitest";
import { Pages } from "./pages.svelte";

const TOTAL = 900;

/** A server whose answers wait until they are let go; what was asked for stands in `asked`. */
function serving(): { asked: string[]; answer: (fits: (url: string) => boolean, name: string) => Promise<void> } {
  const asked: string[] = [];
  const waiting = new Map<string, (rows: Response) => void>();
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return new Promise<Response>((resolve) => waiting.set(url, resolve));
  });
  async function answer(fits: (url: string) => boolean, name: string): Promise<void> {
    for (const [url, resolve] of [...waiting].filter(([one]) => fits(one))) {
      waiting.delete(url);
      const offset = Number(new URL(url, "http://here").searchParams.get("offset"));
      const items = Array.from({ length: 50 }, (_, at) => `${name} ${offset + at}`);
      resolve(new Response(JSON.stringify({ total: TOTAL, offset, items })));
    }
    await vi.waitFor(() => undefined);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { asked, answer };
}

const all = (): boolean => true;

test("who is far down keeps the rows until those of the new revision are there", async () => {
  const { answer } = serving();
  const pages = new Pages<string>();
  pages.load("/api/things", "1");
  await answer(all, "old");
  pages.need(800, 810);
  await answer(all, "old");
  expect(pages.at(805)).toBe("old 805");

  pages.load("/api/things", "2");
  expect(pages.at(805)).toBe("old 805");
  await answer((url) => url.includes("offset=0"), "new");
  expect(pages.at(805)).toBe("old 805");
  await answer((url) => url.includes("offset=800"), "new");
  expect(pages.at(805)).toBe("new 805");
  expect(pages.at(3)).toBe("new 3");
  expect(pages.loading).toBe(false);
});

test("while another list is on its way nothing of it is put among the rows of the last one", async () => {
  const { asked, answer } = serving();
  const pages = new Pages<string>();
  pages.load("/api/things?q=a", "1");
  await answer(all, "a");
  pages.load("/api/things?q=b", "1");
  pages.need(100, 110);
  expect(asked.filter((url) => url.includes("offset=100"))).toEqual([]);
  await answer(all, "b");
  expect(pages.at(3)).toBe("b 3");
  expect(pages.at(105)).toBeUndefined();
  pages.need(100, 110);
  await answer(all, "b");
  expect(pages.at(105)).toBe("b 105");
});

test("who scrolls on while the list is asked for again gets what is looked at then", async () => {
  const { answer } = serving();
  const pages = new Pages<string>();
  pages.load("/api/things", "1");
  await answer(all, "old");
  pages.load("/api/things", "2");
  await answer((url) => url.includes("offset=0&"), "new");
  pages.load("/api/things", "3");
  pages.need(300, 310);
  await answer(all, "newer");
  await answer(all, "newer");
  expect(pages.at(305)).toBe("newer 305");
});
