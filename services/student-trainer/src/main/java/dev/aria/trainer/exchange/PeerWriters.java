package dev.aria.trainer.exchange;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.runtime.kafka.writing.TopicWriter;

/**
 * Where a trainer writes what the student's other trainers read.
 *
 * @param gradients topic of the gradients
 * @param peers topic of arrivals and states
 */
public record PeerWriters(TopicWriter<GradientChunk> gradients, TopicWriter<PeerRecord> peers) {}
