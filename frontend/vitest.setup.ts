/** htmx looks for hx-on attributes by XPath, which happy-dom does not have; our pages have no hx-on. */
class NothingFound {
  createExpression(): { evaluate: () => { iterateNext: () => null } } {
    return { evaluate: () => ({ iterateNext: () => null }) };
  }
}
Object.assign(globalThis, { XPathEvaluator: globalThis.XPathEvaluator ?? NothingFound });
