// What the page brings, unpacked: it comes from the unpacker's worker, through a port.

/** Called with that port, which comes later than this script. @type {(port: MessagePort) => void} */
let connect = () => {};

/** A part by its name; asked for once. @type {(part: string) => Promise<any>} */
const given = (() => {
  const expected = () => {
    let done = (/** @type {any} */ _) => {};
    return { there: new Promise((resolve) => (done = resolve)), done };
  };
  // Two are given unasked.
  const parts = new Map(["wasm", "snapshot"].map((name) => [name, expected()]));
  /** @type {Promise<MessagePort>} */
  const connected = new Promise((done) => {
    connect = (port) => {
      port.onmessage = ({ data }) => Object.entries(data).forEach(([name, content]) => parts.get(name)?.done(content));
      done(port);
    };
  });
  return async (name) => {
    const part = parts.get(name) ?? expected();
    if (!parts.has(name)) {
      parts.set(name, part);
      (await connected).postMessage(name);
    }
    const content = await part.there;
    parts.delete(name);
    return content;
  };
})();

/** Where Pyodide's files would be: nothing is ever fetched from there. */
const NOWHERE = "https://runtime.invalid/";
