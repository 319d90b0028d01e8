/** Of Pyodide's own scripts, which stand before this one in the worker's text. */
declare const _createPyodideModule: unknown;
declare function loadPyodide(options: object): Promise<Python>;
