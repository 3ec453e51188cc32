/**
 * The corpus on Kafka: raw prompts, region maps, and how far the prompts are tagged under a map.
 */
@NullMarked
package dev.aria.streamer.corpus;

import org.jspecify.annotations.NullMarked;
