/** The description of the HTTP API. */
export const openApi = (version: string): object => ({
  openapi: '3.1.0',
  info: { title: 'Parley', version },
  paths: {},
});
