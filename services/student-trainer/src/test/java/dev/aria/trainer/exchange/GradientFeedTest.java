package dev.aria.trainer.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.GradientChunk;
import dev.aria.fixtures.SmallRuns;
import dev.aria.trainer.fixtures.TopicInMemory;
import dev.aria.trainer.run.TrainerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Gradients come in four chunks of one element; a turn reads at most one chunk a partition. */
final class GradientFeedTest {
  private static final int CHUNKS = 4;
  private static final int MANY_TURNS = 20;

  private final TopicInMemory<GradientChunk> log = new TopicInMemory<>(2);
  private final Heard heard = new Heard();

  @Test
  void turns_othersFarAhead_handOutOneWholeGradientAndNoMore() {
    write("peer", 40, CHUNKS);
    write("peer", 41, CHUNKS);
    GradientFeed feed = feedAt(0);

    run(feed, MANY_TURNS);

    assertThat(heard.steps).containsExactly(40L);
    assertThat(log.positions()).containsEntry(0, (long) CHUNKS);
  }

  @Test
  void turns_halfAGradientFarAheadOfOneThatDied_readToTheEnd() {
    write("dead", 40, CHUNKS - 1);
    GradientFeed feed = feedAt(0);

    run(feed, MANY_TURNS);

    assertThat(heard.timesCaughtUp).isOne();
    assertThat(heard.steps).isEmpty();
  }

  @Test
  void turns_trainerComesToWhereTheOthersAre_catchUp() {
    write("peer", 40, CHUNKS);
    write("peer", 41, CHUNKS);
    write("peer", 42, CHUNKS);
    GradientFeed feed = feedAt(0);
    run(feed, MANY_TURNS);

    feed.take(new GradientFeed.At(41, Set.of()));
    run(feed, MANY_TURNS);

    assertThat(heard.steps).containsExactly(40L, 41L, 42L);
    assertThat(heard.timesCaughtUp).isOne();
  }

  private GradientFeed feedAt(long step) {
    GradientAssembly assembly =
        new GradientAssembly(SmallRuns.of("run", "shards=2"), "student", CHUNKS);
    TrainerMetrics metrics = new TrainerMetrics(new SimpleMeterRegistry());
    return new GradientFeed(new GradientFeed.Source(log, assembly, "self"), heard, metrics, step);
  }

  private static void run(GradientFeed feed, int turns) {
    for (int turn = 0; turn < turns; turn++) {
      feed.poll();
    }
  }

  /** The first {@code chunks} chunks of a gradient, into partition 0. */
  private void write(String writer, long step, int chunks) {
    for (int offset = 0; offset < chunks; offset++) {
      log.write(
          0,
          new GradientChunk(
              "run",
              "student",
              0,
              step,
              0,
              1,
              7,
              writer,
              0.5,
              CHUNKS,
              offset,
              ByteBuffer.allocate(Float.BYTES)));
    }
  }

  /** Keeps what the feed tells. */
  private static final class Heard implements GradientFeed.Listener {
    private final List<Long> steps = new ArrayList<>();
    private int timesCaughtUp;

    @Override
    public void received(PeerGradient gradient) {
      steps.add(gradient.step());
    }

    @Override
    public void caughtUp() {
      timesCaughtUp++;
    }
  }
}
