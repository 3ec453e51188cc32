/** How the members of a group share the partitions of a topic. */
@NullMarked
package dev.aria.runtime.kafka.membership;

import org.jspecify.annotations.NullMarked;
