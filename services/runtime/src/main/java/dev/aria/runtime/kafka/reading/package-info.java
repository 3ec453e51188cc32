/** Reading a topic, alone or as a member of a group, record by record. */
@NullMarked
package dev.aria.runtime.kafka.reading;

import org.jspecify.annotations.NullMarked;
