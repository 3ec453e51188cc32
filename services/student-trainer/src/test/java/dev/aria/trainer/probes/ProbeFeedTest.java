package dev.aria.trainer.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.ProbeSet;
import dev.aria.fixtures.SmallRuns;
import dev.aria.trainer.fixtures.ProbeSets;
import dev.aria.trainer.fixtures.SmallTeacher;
import dev.aria.trainer.fixtures.TopicInMemory;
import dev.aria.trainer.run.TrainerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProbeFeedTest {
  private static final String DIGEST = "a".repeat(64);
  private static final ProbeSets PROBES = new ProbeSets("run", 0, DIGEST, 6, 500);

  private final TopicInMemory<ProbeSet> topic = new TopicInMemory<>(1);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> told = new ArrayList<>();

  @Test
  void poll_setsOfAnotherRunTeacherOrShape_refusesThemWithTheReason() {
    topic.write(0, PROBES.withRun("other").of(0));
    topic.write(0, PROBES.withLineage(1).of(0));
    topic.write(0, PROBES.withTeacher("b").of(0));
    topic.write(0, PROBES.withSampleSize(7).of(0));
    topic.write(0, PROBES.withTimestep(1000).of(0));
    topic.write(0, PROBES.withTimestep(-1).of(0));
    topic.write(0, PROBES.withTimestep(999).of(3));

    poll(8);

    assertThat(topic.refusals())
        .containsExactly(
            "probes of run 'other' in run 'run'",
            "probes of lineage 1, this trainer follows lineage 0",
            "probes of the teacher with digest b, aria.run.teacher is teacher with digest "
                + DIGEST,
            "latents of shape [16, 7], the student's have shape [6]",
            "a probe at t = 1000 of 1000",
            "a probe at t = -1 of 1000");
    assertThat(told).containsExactly("region 3", "end");
    assertThat(registry.counter("aria.trainer.refused").count()).isEqualTo(6);
  }

  @Test
  void poll_setsThatAreThere_areToldBeforeTheEndAndLaterOnesAfterIt() {
    topic.write(0, PROBES.of(0));
    topic.write(0, PROBES.of(1));
    ProbeFeed feed = feed();
    topic.write(0, PROBES.of(2));

    for (int i = 0; i < 4; i++) {
      feed.poll();
    }

    assertThat(told).containsExactly("region 0", "region 1", "end", "region 2");
  }

  @Test
  void poll_nothingThere_saysSoBeforeItWaits() {
    poll(1);

    assertThat(told).containsExactly("end");
  }

  private void poll(int times) {
    ProbeFeed feed = feed();
    for (int i = 0; i < times; i++) {
      feed.poll();
    }
  }

  private ProbeFeed feed() {
    ProbeGate gate = new ProbeGate(SmallRuns.of("run"), SmallTeacher.of(DIGEST), List.of(4));
    ProbeFeed.Callbacks callbacks =
        new ProbeFeed.Callbacks(set -> told.add("region " + set.region()), () -> told.add("end"));
    return new ProbeFeed(topic, gate, new TrainerMetrics(registry), callbacks);
  }
}
