import { beforeEach, describe, expect, it } from "vitest";
import { get, mount, type } from "../core/testing";
import KeyFromName, { keyFrom } from "./KeyFromName";

const name = () => get<HTMLInputElement>("[data-name]");
const key = () => get<HTMLInputElement>("[data-key]");

describe("key from name", () => {
  beforeEach(() =>
    mount(`<form data-controller="key-from-name"><input data-name><input data-key></form>`, {
      "key-from-name": KeyFromName,
    }),
  );

  it("follows the name in lower case with underscores", () => {
    type(name(), "Client Name (UK)");
    expect(key().value).toBe("client_name_uk");
  });

  it("stays as somebody wrote it, and follows again once it is emptied", () => {
    type(key(), "client");
    type(name(), "Client Name");
    expect(key().value).toBe("client");
    type(key(), "");
    type(name(), "Region");
    expect(key().value).toBe("region");
  });

  it("drops marks, and is empty where there is no Latin letter", () => {
    expect(keyFrom("Größe Élan")).toBe("gro_e_elan");
    expect(keyFrom("部門")).toBe("");
  });
});
