/** Of Pyodide's own scripts, which stand before this one in the worker's text. */
declare const _createPyodideModule: unknown;
interface WorkerGlobalScope {
  loadPyodide(options: object): Promise<Python>;
}
