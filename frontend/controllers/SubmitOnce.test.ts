import { beforeEach, describe, expect, it } from "vitest";
import { get, mount, send, settle } from "../core/testing";
import SubmitOnce from "./SubmitOnce";

const form = () => get<HTMLFormElement>("form");
const button = () => get("button");

describe("submit once", () => {
  beforeEach(() =>
    mount(
      '<form data-controller="submit-once"><button data-busy-text="Sending"><span data-label>Send</span></button></form>',
      { "submit-once": SubmitOnce },
    ),
  );

  async function sendWith(submitter: HTMLElement): Promise<SubmitEvent> {
    const event = new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter });
    form().dispatchEvent(event);
    await settle();
    return event;
  }

  it("lets the first through and stops the second", async () => {
    expect((await sendWith(button())).defaultPrevented).toBe(false);
    expect(send(form()).defaultPrevented).toBe(true);
  });

  it("says that it is on its way, and keeps the button focusable", async () => {
    await sendWith(button());
    expect(button().textContent).toBe("Sending");
    expect(button().getAttribute("aria-disabled")).toBe("true");
    expect(button().hasAttribute("disabled")).toBe(false);
  });

  it("is free again when the browser brings the page back", async () => {
    await sendWith(button());
    window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    expect(button().textContent).toBe("Send");
    expect(send(form()).defaultPrevented).toBe(false);
  });

  it("does not lock a form that another listener refused", async () => {
    form().addEventListener("submit", (event) => event.preventDefault(), { once: true });
    await sendWith(button());
    expect(button().getAttribute("aria-disabled")).toBeNull();
  });
});
