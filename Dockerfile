# syntax=docker/dockerfile:1
# Only copydesk, run as an unprivileged user. Lint the articles in this folder:
#
#     docker build --tag copydesk .
#     docker run --rm --volume "$PWD:/articles" copydesk
#
# Repair them, or lint only what changed, as the user who owns them:
#
#     docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/articles" copydesk lint --fix
FROM rust:1.95-alpine AS build
# Alpine keeps no old versions of its packages: a pinned one would fail soon.
# hadolint ignore=DL3018
RUN apk add --no-cache musl-dev
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    cargo install --locked --path . --root /out

# --changed and --staged need git, so this is not an empty image. It trusts only repositories of the user who runs it,
# because the settings of others may name programs.
FROM alpine:3.22
# hadolint ignore=DL3018
RUN apk add --no-cache git \
    && adduser -D -H -u 10001 copydesk
COPY --from=build /out/bin/copydesk /usr/local/bin/copydesk
USER 10001:10001
WORKDIR /articles
ENTRYPOINT ["copydesk"]
CMD ["lint"]
