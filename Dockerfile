# One image for every process of Kerege; the command names the application.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /kerege
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM dependencies AS build
COPY .swcrc ./
COPY scripts scripts
COPY libs libs
COPY apps apps
COPY examples examples
RUN npm run build

FROM node:24-bookworm-slim AS production-dependencies
WORKDIR /kerege
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /kerege
COPY --from=production-dependencies /kerege/node_modules node_modules
COPY --from=build /kerege/dist dist
COPY package.json package-lock.json ./
# Folders that volumes are mounted on belong to the user that the services run as.
RUN install -d -o node -g node /var/lib/kerege /var/lib/kerege/key-store
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "--min-semi-space-size=16", "dist/programs/national.js"]
