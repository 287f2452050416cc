# Madobe in a container. Two stages of the same Debian, so that the native database driver fits.
#
#   docker build -t madobe .
#   docker run -p 8080:8080 -v madobe-data:/data --env-file .env madobe
#
# No secret is built in: give them as variables, or as files named by <NAME>_FILE.

# The full image brings the compiler that the database driver needs where no ready-made binary can be had.
FROM node:24-bookworm AS build
WORKDIR /app
# .dockerignore lets in nothing but what the build needs.
COPY . .
# npm ci builds, too: package.json says so under "prepare".
RUN npm ci \
  && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    PORT=8080 \
    MADOBE_DATA_DIR=/data
WORKDIR /app
# The program belongs to root and is only read; the one place it writes to is the volume.
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/flows ./flows
COPY --from=build /app/locales ./locales
RUN install --directory --owner=node --group=node --mode=0700 /data
VOLUME ["/data"]
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so the stop signal reaches it and turns in hand are finished.
CMD ["node", "dist/main.js"]
