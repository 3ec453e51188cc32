package dev.aria.operations.status;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.redis.Position;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts what each service of a run has committed beside where the log ends. */
public final class Standings {
  private static final int DIGEST_CHARACTERS = 12;

  private final Cluster cluster;
  private final RunSettings run;

  public Standings(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.run = run;
  }

  /** The sampler, by its last transaction. */
  public Standing sampler(SamplerState state) {
    return new Standing(
        "sampler",
        "control",
        state.controlOffset(),
        end(Topics.control(run)),
        state.nextStep(),
        Optional.of(state.weights()),
        "next ordinal %d%s"
            .formatted(
                state.nextOrdinal(), state.nextStep() >= run.steps() ? ", all steps drawn" : ""));
  }

  /** The teachers, by what their group has consumed. */
  public Standing teachers(long taught) {
    String group = KafkaIds.teachers(run);
    Topic<?> draws = Topics.draws(run);
    Map<Integer, Long> consumed = cluster.consumed(draws, group);
    int members = cluster.members(group);
    return new Standing(
        "teachers",
        "draws",
        Standing.sum(consumed),
        end(draws),
        taught,
        Optional.empty(),
        members + (members == 1 ? " pool at work" : " pools at work"));
  }

  /** The students, by their last checkpoints; those without one would begin at the first target. */
  public List<Standing> students(List<StudentStatus> students) {
    long end = end(Topics.targets(run));
    List<Standing> standings = new ArrayList<>();
    for (StudentStatus student : students) {
      Optional<CheckpointPublished> last = student.checkpoint();
      standings.add(
          new Standing(
              "student " + student.name(),
              "targets",
              last.map(c -> c.nextOffsets().stream().mapToLong(Long::longValue).sum()).orElse(0L),
              end,
              student.trained(),
              last.map(CheckpointPublished::weights),
              last.map(Standings::checkpoint).orElse("no checkpoint yet")));
    }
    return standings;
  }

  private static String checkpoint(CheckpointPublished last) {
    return "checkpoint of step %d, sha256 %s".formatted(last.step(), shortened(last.sha256()));
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(DIGEST_CHARACTERS, digest.length()));
  }

  /** The allocator, by what Redis shows and what it has published. */
  public Standing allocator(StatisticsView view, Optional<WeightsVersion> published) {
    Optional<Position> at = view.snapshot().map(StatisticsSnapshot::at);
    String folded =
        view.snapshot()
            .map(s -> "term %d, %d ticks folded".formatted(s.term(), s.at().tick()))
            .orElse("no statistics in Redis");
    return new Standing(
        "allocator",
        "step-reports",
        at.map(p -> p.nextOffsets().stream().mapToLong(Long::longValue).sum()).orElse(0L),
        end(Topics.stepReports(run)),
        at.map(Position::tick).orElse(0L) * run.allocation().stepsPerTick(),
        published.or(() -> Optional.of(WeightsVersion.INITIAL)),
        view.trouble().orElse(folded));
  }

  private long end(Topic<?> topic) {
    if (!cluster.exists(topic)) {
      return 0;
    }
    List<Integer> all = IntStream.range(0, topic.partitions()).boxed().toList();
    try (TopicReader<?> reader = cluster.reader(topic, all)) {
      return Standing.sum(reader.endOffsets());
    }
  }
}
