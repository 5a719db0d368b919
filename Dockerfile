# The koc command over a workspace that is mounted at /workspace:
#   docker build -t koc-radar . && docker run --rm -v "$PWD/aurora:/workspace" koc-radar weekly
# With --build-arg BROWSER=yes it has Chromium and Chinese fonts, and weekly makes the one-page PDF and PNG of each brand.
# There is no screen in it: `koc login` and `koc capture` need a machine where you can see a window. Here, read saved bodies
# (`koc capture SOURCE --har FILE`), or let sources with a permission be driven (`automation` in koc.yaml), which needs no window.
FROM node:24-slim

ARG BROWSER=no
RUN if [ "$BROWSER" = yes ]; then apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk && rm -rf /var/lib/apt/lists/*; fi

WORKDIR /opt/koc-radar
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY LICENSE ./
COPY collectors ./collectors
COPY transforms ./transforms
COPY models ./models
COPY warehouse ./warehouse
COPY jobs ./jobs

RUN mkdir /workspace && chown node:node /workspace
USER node
ENV KOC_WORKSPACE=/workspace
WORKDIR /workspace
VOLUME /workspace
ENTRYPOINT ["node", "/opt/koc-radar/jobs/cli/koc.js"]
CMD ["--help"]
