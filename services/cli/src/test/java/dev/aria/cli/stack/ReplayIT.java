package dev.aria.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aria.cli.demo.Connections;
import dev.aria.cli.demo.CorpusLoading;
import dev.aria.cli.monitor.RunMonitor;
import dev.aria.cli.replay.Replay;
import dev.aria.cli.replay.ReplayStudent;
import dev.aria.cli.run.RunFiles;
import dev.aria.cli.status.RunStatus;
import dev.aria.cli.status.StatusReading;
import dev.aria.cli.status.StudentStatus;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further students from the log of a run whose services have all stopped. */
final class ReplayIT {
  private static final int STEPS = 40;
  private static final Duration HANG_GUARD = Duration.ofMinutes(6);

  @TempDir Path folder;

  @Test
  void train_twiceFromTheSameLog_givesTheSameWeightsAndTheShapeAskedFor() {
    TinyProblem problem = new TinyProblem(folder);
    RunFiles files = problem.prepare("recorded", STEPS);
    RunSettings run = Settings.load("--config", files.settings().toString()).run();
    try (Servers servers = Servers.open(folder, Optional.empty(), Optional.empty());
        Cluster cluster = Connections.cluster(servers.kafka())) {
      new CorpusLoading(cluster, run.corpus()).append(problem.corpus());
      cluster.ensure(Topics.ofRun(run));
      record(servers, cluster, files, run);
      Replay replay = new Replay(servers, files, run);

      CheckpointPublished first = replay.train(student("first", 10));
      CheckpointPublished second = replay.train(student("second", 10));
      CheckpointPublished other = replay.train(student("other", 14));

      assertThat(first.step()).isEqualTo(STEPS);
      assertThat(second.weightsSha256()).isEqualTo(first.weightsSha256());
      assertThat(other.weightsSha256()).isNotEqualTo(first.weightsSha256());
      ModelDescriptor shape = ModelFiles.describe(files.student("other").resolve("other.pt"));
      assertThat(shape.architecture()).containsEntry("width", "14").containsEntry("blocks", "2");
      assertStatus(StatusReading.read(cluster, run).orElseThrow());
      assertThatThrownBy(() -> replay.train(student(TinyProblem.STUDENT, 10)))
          .hasMessageContaining("choose another --student name");
      assertThatThrownBy(() -> replay.train(student("first", 10)))
          .hasMessageContaining("is trained already");
    }
  }

  private static ReplayStudent student(String name, int width) {
    return new ReplayStudent(
        name, Optional.empty(), Optional.of(width), Optional.of(2), Optional.of(3L));
  }

  private static void assertStatus(RunStatus status) {
    assertThat(status.drawn()).isEqualTo(STEPS);
    assertThat(status.taught()).isEqualTo(STEPS);
    assertThat(status.weights()).isPresent();
    assertThat(status.students())
        .extracting(StudentStatus::name)
        .containsExactly("first", "other", "second", TinyProblem.STUDENT);
    assertThat(status.students())
        .allSatisfy(student -> assertThat(student.trained()).isEqualTo(STEPS));
  }

  private static void record(Servers servers, Cluster cluster, RunFiles files, RunSettings run) {
    try (RunServices services = new RunServices(files, servers.settings());
        RunMonitor monitor = new RunMonitor(cluster, run, TinyProblem.STUDENT)) {
      services.startAll();
      await()
          .atMost(HANG_GUARD)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                services.check();
                monitor.refresh();
                return monitor.finished();
              });
    }
  }
}
