/** The draws that a pool takes from Kafka and the targets that it writes back, each once. */
@NullMarked
package dev.aria.teacher.draws;

import org.jspecify.annotations.NullMarked;
