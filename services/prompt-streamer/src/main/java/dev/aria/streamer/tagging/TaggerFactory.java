package dev.aria.streamer.tagging;

import dev.aria.models.encoder.PromptEncoders;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.streamer.corpus.StreamerContext;
import java.util.UUID;

/**
 * Opens the tagger of a process, anew after each rolled back transaction. Its encoder threads,
 * metrics and transactional id stay the same for as long as the process lives.
 */
public final class TaggerFactory implements AutoCloseable {
  private final StreamerContext context;
  private final TaggingSettings settings;
  private final ParallelEncoder encoder;
  private final TaggerMeters meters;
  private final String transactionalId;

  /**
   * @param encoders make conditions and regions; their owner closes them, after this
   */
  public TaggerFactory(StreamerContext context, TaggingSettings settings, PromptEncoders encoders) {
    this.context = context;
    this.settings = settings;
    this.encoder = new ParallelEncoder(encoders, settings.encoderThreads());
    this.meters = new TaggerMeters(context.meters());
    this.transactionalId = KafkaIds.tagger(context.run().corpus(), UUID.randomUUID().toString());
  }

  /** Tags until it is closed; ends the transaction that the one before it left open. */
  public Turns open() {
    return new Tagger(context, settings, encoder, meters, transactionalId);
  }

  /** Stops the encoder threads. */
  @Override
  public void close() {
    encoder.close();
  }
}
