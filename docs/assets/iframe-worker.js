// The search of these pages runs in a worker, which browsers refuse to a page that is opened from the disk. There a frame
// without a picture does its work: it runs the same script, and messages go to and fro as a worker's would.
if (location.protocol === "file:") {
  window.IFrameWorker = class extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.appendChild(this.frame);
      const inner = this.frame.contentWindow;
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inner.importScripts = (...addresses) => Promise.all(addresses.map((one) => this.run(one)));
      this.ready = this.run(address);
    }

    run(address) {
      const inner = this.frame.contentDocument;
      return new Promise((done, failed) => {
        const script = Object.assign(inner.createElement("script"), { src: address, onload: done, onerror: failed });
        inner.body.appendChild(script);
      });
    }

    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  };
  window.Worker = window.IFrameWorker;
}
