/**
 * A real Kafka broker and a real Redis server, started by Java alone: no Docker, no root, no fixed
 * ports.
 */
@NullMarked
package dev.aria.embedded;

import org.jspecify.annotations.NullMarked;
