package dev.aria.streamer.tagging;

import dev.aria.core.thread.DaemonThreads;
import dev.aria.models.encoder.ConditionEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Encodes prompts on several threads; the encoder gives the same bytes whatever runs beside it. */
final class ParallelEncoder implements AutoCloseable {
  private final ConditionEncoder encoder;
  private final ExecutorService threads;

  /**
   * What became of a text: its condition, or why it has none.
   *
   * @param condition the vector; empty when the encoder refused the text
   * @param refusal why, or blank
   */
  record Encoded(Optional<float[]> condition, String refusal) {}

  ParallelEncoder(ConditionEncoder encoder, int threads) {
    this.encoder = encoder;
    this.threads = Executors.newFixedThreadPool(threads, new DaemonThreads("condition-encoder"));
  }

  String digest() {
    return encoder.digest();
  }

  int dimension() {
    return encoder.dimension();
  }

  /** The conditions of {@code texts}, in their order. */
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
      return new Encoded(Optional.of(encoder.encode(text)), "");
    } catch (IllegalArgumentException e) {
      return new Encoded(Optional.empty(), String.valueOf(e.getMessage()));
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

  /** Stops the threads; the encoder is its owner's. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
