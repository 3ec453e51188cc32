package dev.aria.streamer.tagging;

import dev.aria.core.thread.DaemonThreads;
import dev.aria.models.encoder.PromptEncoders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Encodes prompts on several threads; an encoder gives the same bytes whatever runs beside it. */
final class ParallelEncoder implements AutoCloseable {
  private final PromptEncoders encoders;
  private final ExecutorService threads;

  /**
   * What became of a text, or why nothing did.
   *
   * @param condition what travels to teacher and student; empty when an encoder refused the text
   * @param vector what its region is found by; there exactly when the condition is
   * @param refusal why, or blank
   */
  record Encoded(Optional<float[]> condition, Optional<float[]> vector, String refusal) {}

  ParallelEncoder(PromptEncoders encoders, int threads) {
    this.encoders = encoders;
    this.threads = Executors.newFixedThreadPool(threads, new DaemonThreads("condition-encoder"));
  }

  String digest() {
    return encoders.digest();
  }

  /** Elements of a vector that a region is found by. */
  int regionDimension() {
    return encoders.regions().dimension();
  }

  /** What becomes of {@code texts}, in their order. */
  List<Encoded> encode(List<String> texts) {
    List<Future<Encoded>> running =
        texts.stream().map(text -> threads.submit(() -> encode(text))).toList();
    List<Encoded> encoded = new ArrayList<>(texts.size());
    for (Future<Encoded> one : running) {
      encoded.add(await(one));
    }
    return encoded;
  }

  private Encoded encode(String text) {
    try {
      float[] condition = encoders.conditions().encode(text);
      float[] vector = encoders.alike() ? condition : encoders.regions().encode(text);
      return new Encoded(Optional.of(condition), Optional.of(vector), "");
    } catch (IllegalArgumentException e) {
      return new Encoded(Optional.empty(), Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static Encoded await(Future<Encoded> one) {
    try {
      return one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while prompts were encoded", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the condition encoder failed", e.getCause());
    }
  }

  /** Stops the threads; the encoders are their owner's. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
