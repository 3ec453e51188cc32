/** Topics, groups and bounds of logs, asked of the cluster through Kafka's admin client. */
@NullMarked
package dev.aria.runtime.kafka.admin;

import org.jspecify.annotations.NullMarked;
