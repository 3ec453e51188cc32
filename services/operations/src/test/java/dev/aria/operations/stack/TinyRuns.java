package dev.aria.operations.stack;

import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.pairs.PairedSetFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A teacher that has learned a little, a few pairs and a few hundred prompts: small, but nothing is
 * fake.
 */
public final class TinyRuns {
  public static final int SHARDS = 2;
  public static final int MICRO_BATCH = 8;
  public static final String STUDENT = "small";
  private static final int PAIRS = 24;
  private static final List<String> THINGS =
      List.of("tiger", "violin", "lighthouse", "teapot", "glacier", "tram", "orchid", "harbour");

  private final Path folder;
  private final TinyFamily family;

  public TinyRuns(Path folder, TinyFamily family) {
    this.folder = folder;
    this.family = family;
  }

  public List<String> corpus() {
    List<String> prompts = new ArrayList<>();
    for (String thing : THINGS) {
      for (int i = 0; i < 25; i++) {
        prompts.add("a picture of a %s, number %d".formatted(thing, i));
      }
    }
    return prompts;
  }

  public RunFiles prepare(String name, int steps) {
    RunFiles run = RunFiles.of(folder, name);
    Path teacher = folder.resolve("teacher.pt");
    try (ConditionEncoder encoder = MiniLmEncoder.fromClassPath()) {
      Architecture shape = family.teacher(encoder.dimension());
      DiffusionSetting diffusion = family.diffusion(encoder.digest());
      family.write(new NewModel("teacher", shape, diffusion, 1), teacher);
      writePairs(encoder, shape.sampleShape());
    }
    run.writeSettings(settings(run, steps));
    return run;
  }

  private void writePairs(ConditionEncoder encoder, List<Integer> sampleShape) {
    List<String> texts = corpus().subList(0, PAIRS);
    int[] shape =
        IntStream.concat(IntStream.of(PAIRS), sampleShape.stream().mapToInt(i -> i)).toArray();
    float[] latents = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
    GaussianNoise.fill(5, latents);
    PairedSetFile.write(
        folder.resolve("pairs.aria"), Tensor.of(latents, shape), encoder.encodeAll(texts), texts);
  }

  private Map<String, Object> settings(RunFiles run, int steps) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("aria.run.name", run.name());
    values.put("aria.run.corpus", "tiny");
    values.put("aria.run.steps", steps);
    values.put("aria.run.shards", SHARDS);
    values.put("aria.run.micro-batch", MICRO_BATCH);
    values.put("aria.run.work-partitions", 8);
    values.put("aria.run.max-in-flight", SHARDS * MICRO_BATCH * 16);
    values.put("aria.run.teacher", folder.resolve("teacher.json").toString());
    values.put("aria.run.paired-set", folder.resolve("pairs.aria").toString());
    values.put("aria.run.regions.count", 4);
    values.put("aria.run.regions.sample", 200);
    values.put("aria.run.paths.share", 0.25);
    values.put("aria.run.paths.length", 5);
    values.put("aria.prompt-streamer.store", folder.resolve("page-store").toString());
    values.put("aria.run.probes.per-region", 4);
    values.put("aria.run.allocation.signal", "probe");
    values.put("aria.run.allocation.warm-up-steps", 10);
    values.put("aria.student-trainer.student", STUDENT);
    values.put("aria.student-trainer.output", run.student(STUDENT).toString());
    family
        .student()
        .forEach((key, value) -> values.put("aria.student-trainer.model." + key, value));
    values.put("aria.student-trainer.optimizer.learning-rate", 3e-3);
    values.put("aria.student-trainer.optimizer.warm-up", 5);
    values.put("aria.student-trainer.optimizer.ema", 0.9);
    values.put("aria.student-trainer.checkpoint-every", 50);
    return values;
  }
}
