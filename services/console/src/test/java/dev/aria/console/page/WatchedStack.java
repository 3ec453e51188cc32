package dev.aria.console.page;

import static org.awaitility.Awaitility.await;

import dev.aria.console.ConsoleDisplay;
import dev.aria.console.ConsoleSettings;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.operations.control.RunOrders;
import dev.aria.operations.monitor.RunDisplay;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.TinyFamily;
import dev.aria.operations.stack.TinyRuns;
import dev.aria.operations.stack.TinyStack;
import dev.aria.runtime.kafka.deadletter.DeadLetter;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Codec;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A tiny run whose samples are pictures, its four services at work, and its console. */
final class WatchedStack implements AutoCloseable {
  static final Duration HANG_GUARD = Duration.ofMinutes(5);

  private final TinyStack stack;
  private final RunServices services;
  private final RunDisplay.Open console;
  private final String address;

  WatchedStack(Path folder, String name, int steps) {
    stack = TinyStack.open(folder, name, steps, TinyFamily.UNET);
    services = stack.services();
    services.startAll();
    StringWriter said = new StringWriter();
    RunDisplay.Run run = new RunDisplay.Run(stack.files(), stack.run(), TinyRuns.STUDENT, services);
    console =
        new ConsoleDisplay(
                new ConsoleSettings(ConsoleSettings.LOOPBACK, 0),
                false,
                folder,
                new PrintWriter(said))
            .open(stack.servers(), stack.cluster(), run);
    address = said.toString().trim().replaceFirst("^console ", "");
  }

  /** Waits until the student has learned {@code steps} steps and the allocator has spoken. */
  void untilTrained(long steps) {
    try (RunMonitor monitor = stack.monitor()) {
      await()
          .atMost(HANG_GUARD)
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                services.check();
                monitor.refresh();
                return monitor.refresh().trained() >= steps
                    && monitor.refresh().weights().isPresent();
              });
    }
  }

  /** Gives an order as an operator would on the command line. */
  void order(RunCommand.Kind kind) {
    new RunOrders(stack.cluster(), run()).give(kind, "test");
  }

  /** Writes a record among the draws that is none. */
  void poison() {
    Topic<DeadLetter> raw =
        new Topic<>(
            Topics.draws(run()).name(),
            run().workPartitions(),
            false,
            Duration.ZERO,
            new RawText());
    try (TopicWriter<DeadLetter> writer = stack.cluster().writer(raw)) {
      ByteBuffer text = ByteBuffer.wrap("these are no draws".getBytes(StandardCharsets.UTF_8));
      writer.send(0, "poison", new DeadLetter(text, Map.of())).toCompletableFuture().join();
    }
  }

  /** Bytes as they are. */
  private static final class RawText implements Codec<DeadLetter> {
    @Override
    public byte[] encode(DeadLetter value) {
      byte[] bytes = new byte[value.value().remaining()];
      value.value().duplicate().get(bytes);
      return bytes;
    }

    @Override
    public DeadLetter decode(ByteBuffer bytes) {
      return new DeadLetter(bytes, Map.of());
    }
  }

  /** The page, with the token. */
  String address() {
    return address;
  }

  URI page(String path) {
    return URI.create(address.substring(0, address.indexOf("/#")) + path);
  }

  String token() {
    return address.substring(address.indexOf("token=") + "token=".length());
  }

  TinyStack stack() {
    return stack;
  }

  RunSettings run() {
    return stack.run();
  }

  @Override
  public void close() {
    console.close();
    services.close();
    stack.close();
  }
}
