/**
 * Values of the topics to protobuf messages and back, one class a message. Reading throws {@link
 * IllegalArgumentException}, whose message says what is wrong.
 */
@NullMarked
package dev.aria.runtime.topic.message;

import org.jspecify.annotations.NullMarked;
