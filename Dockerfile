# The koc command over a workspace that is mounted at /workspace:
#   docker build -t koc-radar . && docker run --rm -v "$PWD/aurora:/workspace" koc-radar weekly
FROM node:24-slim

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
