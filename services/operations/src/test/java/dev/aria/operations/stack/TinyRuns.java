package dev.aria.operations.stack;

import dev.aria.core.random.GaussianNoise;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.pairs.writing.NewCaption;
import dev.aria.runtime.pairs.writing.NewPair;
import dev.aria.runtime.pairs.writing.PairBatch;
import dev.aria.runtime.pairs.writing.PairedSetWriter;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A teacher that has learned a little, a few pairs and a few hundred prompts: small, but nothing is
 * fake.
 */
public final class TinyRuns {
  public static final int SHARDS = 2;
  public static final int MICRO_BATCH = 8;
  public static final String STUDENT = "small";
  private static final int PAIRS = 24;
  private static final long ENCODER_MEMORY = 1 << 20;
  private static final List<String> THINGS =
      List.of("tiger", "violin", "lighthouse", "teapot", "glacier", "tram", "orchid", "harbour");

  /** All words of the corpus. */
  static final List<String> WORDS =
      Stream.concat(
              Stream.of("a", "picture", "of", "number", ","),
              Stream.concat(THINGS.stream(), IntStream.range(0, 25).mapToObj(Integer::toString)))
          .toList();

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

  /** The same as prompts: those of every second thing name the family's expert. */
  Stream<PromptRecord> prompts() {
    return corpus().stream().map(text -> new PromptRecord(text, Optional.empty(), tag(text)));
  }

  Optional<String> tag(String text) {
    return family
        .expert()
        .filter(
            name ->
                IntStream.range(0, THINGS.size())
                    .anyMatch(i -> i % 2 == 1 && text.contains(THINGS.get(i))));
  }

  public RunFiles prepare(String name, int steps) {
    RunFiles run = RunFiles.of(folder, name);
    Path teacher = folder.resolve("teacher.pt");
    try (ConditionEncoder encoder = MiniLmEncoder.fromClassPath()) {
      Architecture shape = family.teacher(encoder.dimension());
      DiffusionSetting diffusion = family.diffusion(folder, encoder.digest());
      family.write(new NewModel("teacher", shape, diffusion, 1), teacher);
      family.expert().ifPresent(expert -> writeExpert(expert, shape, encoder.digest()));
      try (PromptEncoders encoders =
          PromptEncoders.open(folder, diffusion.conditioning(), ENCODER_MEMORY)) {
        writePairs(encoders, shape.sampleShape());
      }
    }
    run.writeSettings(settings(run, steps));
    return run;
  }

  /** Another network, in a folder of its own with the files that its conditions come from. */
  private void writeExpert(String expert, Architecture shape, String encoder) {
    DiffusionSetting diffusion = family.diffusion(folder.resolve(expert), encoder);
    family.write(new NewModel(expert, shape, diffusion, 77), expert(expert, ".pt"));
  }

  private Path expert(String expert, String ending) {
    return folder.resolve(expert).resolve("teacher" + ending);
  }

  private void writePairs(PromptEncoders encoders, List<Integer> sampleShape) {
    List<String> texts = pairTexts();
    int[] shape =
        IntStream.concat(IntStream.of(PAIRS), sampleShape.stream().mapToInt(i -> i)).toArray();
    float[] latents = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
    GaussianNoise.fill(5, latents);
    Tensor conditions = encoders.conditions().encodeAll(texts);
    if (encoders.alike()) {
      PairedSetFile.write(pairs(), Tensor.of(latents, shape), conditions, texts);
    } else {
      writeShards(encoders, latents, sampleShape, texts);
    }
  }

  /** Captions of the first thing, or of the first two where the second is the expert's. */
  private List<String> pairTexts() {
    List<String> all = corpus();
    return IntStream.range(0, PAIRS)
        .mapToObj(i -> all.get(family.expert().isPresent() ? 2 * i : i))
        .toList();
  }

  private Path pairs() {
    return folder.resolve("pairs.aria");
  }

  /** Pairs whose regions are found by other vectors than their conditions. */
  private void writeShards(
      PromptEncoders encoders, float[] latents, List<Integer> sampleShape, List<String> texts) {
    int width = latents.length / texts.size();
    PairLayout layout =
        new PairLayout(
            sampleShape,
            ElementType.FLOAT32,
            List.of(encoders.conditions().dimension()),
            encoders.regions().dimension(),
            ElementType.FLOAT16,
            10);
    List<NewPair> made = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      FloatBuffer condition = FloatBuffer.wrap(encoders.conditions().encode(texts.get(i)));
      made.add(
          new NewPair(
              "pair " + i,
              FloatBuffer.wrap(latents, i * width, width),
              FloatBuffer.wrap(encoders.regions().encode(texts.get(i))),
              List.of(new NewCaption(texts.get(i), 1, condition, tag(texts.get(i))))));
    }
    try (PairedSetWriter writer = PairedSetWriter.open(pairs(), layout, Map.of(), Map.of())) {
      writer.append(new PairBatch(made.size(), made, List.of()));
      writer.finish();
    }
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
    family
        .expert()
        .ifPresent(
            name ->
                values.put("aria.run.experts", "%s = %s".formatted(name, expert(name, ".json"))));
    values.put("aria.run.paired-set", pairs().toString());
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
