/** As much of a browser's XMLHttpRequest as RxJS 5 uses, made of `fetch`. */
export function browserRequest() {
  const headers = new Headers();
  const abort = new AbortController();
  let method = 'GET';
  let url = '';
  const request = {
    readyState: 0,
    status: 0,
    response: null as unknown,
    responseType: '',
    timeout: 0,
    withCredentials: false,
    onreadystatechange: () => {},
    open(asked: string, address: string) {
      [method, url] = [asked, address];
    },
    setRequestHeader: (name: string, value: string) => headers.set(name, value),
    abort: () => abort.abort(),
    send: (body?: string) => void exchange(body),
  };

  async function exchange(body: string | undefined): Promise<void> {
    try {
      const answer = await fetch(url, { method, headers, signal: abort.signal, ...(body ? { body } : {}) });
      request.response = await answer.json().catch(() => null);
      request.status = answer.status;
    } catch {
      request.status = 0;
    }
    request.readyState = 4;
    request.onreadystatechange();
  }

  return request;
}
