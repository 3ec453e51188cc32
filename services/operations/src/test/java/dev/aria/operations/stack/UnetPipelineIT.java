package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.StepReport;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second model family, on samples of (C, H, W), through all four services. */
final class UnetPipelineIT {
  private static final int STEPS = 60;
  private static final int TENTH = STEPS / 10;

  @TempDir Path folder;

  @Test
  void fourProcesses_samplesOfRankThree_everyTargetOnceAndAStudentThatHasLearned() {
    try (TinyStack stack = TinyStack.open(folder, "pixels", STEPS, TinyFamily.UNET)) {
      train(stack);

      assertTargets(stack);
      assertThat(loss(stack, step -> step >= STEPS - TENTH))
          .isLessThan(0.5 * loss(stack, step -> step < TENTH));
      assertStudent(stack.files().student(TinyRuns.STUDENT).resolve("small.pt"));
    }
  }

  private static void train(TinyStack stack) {
    try (RunServices services = stack.services();
        RunMonitor monitor = stack.monitor()) {
      services.startAll();
      TinyStack.untilFinished(services, monitor);
    }
  }

  private static void assertTargets(TinyStack stack) {
    List<String> places = new ArrayList<>();
    new TopicScan(stack.cluster())
        .whole(
            Topics.targets(stack.run()),
            target -> {
              places.add(place(target.draws().step(), target.draws().shard()));
              assertThat(target.outputs().shape()).containsExactly(TinyRuns.MICRO_BATCH, 3, 8, 8);
              assertThat(target.outputs().isFinite()).isTrue();
            });
    Stream<String> all =
        IntStream.range(0, STEPS)
            .boxed()
            .flatMap(
                step -> IntStream.range(0, TinyRuns.SHARDS).mapToObj(shard -> place(step, shard)));
    assertThat(places).containsExactlyInAnyOrderElementsOf(all.toList());
  }

  private static String place(long step, int shard) {
    return "step %d shard %d".formatted(step, shard);
  }

  /** Mean loss of the steps that {@code chosen} takes. */
  private static double loss(TinyStack stack, LongPredicate chosen) {
    List<StepReport> reports = new ArrayList<>();
    new TopicScan(stack.cluster()).whole(Topics.stepReports(stack.run()), reports::add);
    return reports.stream()
        .filter(report -> chosen.test(report.step()))
        .mapToDouble(StepReport::loss)
        .average()
        .orElseThrow();
  }

  private static void assertStudent(Path file) {
    try (NoisePredictor student = ModelFiles.load(file, "cpu")) {
      ModelDescriptor shape = student.descriptor();
      assertThat(shape.family()).isEqualTo("unet");
      assertThat(shape.architecture())
          .containsEntry("width", "8")
          .containsEntry("multipliers", "1,2");
      assertThat(shape.sampleShape()).containsExactly(3, 8, 8);
      assertThat(shape.diffusion().prediction()).isEqualTo(PredictionType.V);
      assertThat(shape.diffusion().codec()).isEqualTo(TinyFamily.UNET.diffusion("").codec());
      int condition = shape.conditionShape().get(0);
      Tensor noise =
          student.predict(
              Tensor.of(new float[3 * 8 * 8], 1, 3, 8, 8),
              new int[] {10},
              Tensor.of(new float[condition], 1, condition));
      assertThat(noise.shape()).containsExactly(1, 3, 8, 8);
      assertThat(noise.isFinite()).isTrue();
    }
  }
}
