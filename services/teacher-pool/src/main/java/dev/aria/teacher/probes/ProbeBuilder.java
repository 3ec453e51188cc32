package dev.aria.teacher.probes;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.pairs.ProbeInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.TeacherNames;
import dev.aria.teacher.inference.RowsByTeacher;
import dev.aria.teacher.inference.Teacher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the probe set of each region: corpus prompts, latents that the teacher itself samples for
 * them, timesteps spread evenly over {0..T-1}, and what the teacher says there: of each prompt that
 * which it names. A pure function of corpus, teachers and run seed: building twice writes the same
 * sets again.
 */
public final class ProbeBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeBuilder.class);

  private final RunSettings run;
  private final Teacher teacher;
  private final NoiseSchedule schedule;
  private final ProbeLog log;
  private final List<Integer> conditionShape;
  private final TeacherNames names;

  /**
   * A builder over the topics of {@code run}.
   *
   * @param schedule the teacher's forward process
   * @param conditionShape shape of one condition
   */
  public static ProbeBuilder over(
      Cluster cluster,
      RunSettings run,
      Teacher teacher,
      NoiseSchedule schedule,
      List<Integer> conditionShape) {
    return new ProbeBuilder(run, teacher, schedule, conditionShape, new ProbeTopics(cluster, run));
  }

  /**
   * The sets of a corpus whose pages are in memory, under the map of {@code regionMapDigest}.
   *
   * @param schedule the teacher's forward process
   * @param pages all of the corpus, at least one
   */
  public static List<ProbeSet> inMemory(
      RunSettings run,
      Teacher teacher,
      NoiseSchedule schedule,
      String regionMapDigest,
      List<TaggedPrompts> pages) {
    List<Integer> shape = pages.get(0).conditions().shape();
    ProbesInMemory probes = new ProbesInMemory(pages);
    new ProbeBuilder(run, teacher, schedule, shape.subList(1, shape.size()), probes)
        .build(regionMapDigest);
    return probes.sets();
  }

  ProbeBuilder(
      RunSettings run,
      Teacher teacher,
      NoiseSchedule schedule,
      List<Integer> conditionShape,
      ProbeLog log) {
    this.run = run;
    this.teacher = teacher;
    this.schedule = schedule;
    this.conditionShape = List.copyOf(conditionShape);
    this.log = log;
    this.names = TeacherNames.of(run);
  }

  /**
   * Publishes the sets that are not kept yet. A prompt of a teacher that the run lacks is no probe:
   * the sampler refuses it, or leaves it out of a run that has begun.
   */
  public void build(String regionMapDigest) {
    Set<Integer> built = log.built(regionMapDigest, teacher.digest());
    Map<Integer, List<ProbePrompt>> prompts =
        new TreeMap<>(
            log.firstPrompts(
                regionMapDigest,
                run.probes().perRegion(),
                prompt -> names.find(prompt.tag()).isPresent()));
    prompts.keySet().removeAll(built);
    prompts.values().removeIf(List::isEmpty);
    prompts.forEach((region, rows) -> log.publish(set(regionMapDigest, region, rows)));
    LOG.info("probe sets: {} built, {} were built before", prompts.size(), built.size());
  }

  private ProbeSet set(String regionMapDigest, int region, List<ProbePrompt> prompts) {
    int probes = prompts.size();
    List<Long> latentSeeds = new ArrayList<>();
    List<Long> noiseSeeds = new ArrayList<>();
    List<Integer> timesteps = new ArrayList<>();
    for (int i = 0; i < probes; i++) {
      RandomStream chance = RandomStream.of(run.seed(), Purpose.PROBE, region, i);
      latentSeeds.add(chance.nextLong());
      noiseSeeds.add(chance.nextLong());
      timesteps.add((int) ((i + chance.nextDouble()) / probes * schedule.timesteps()));
    }
    float[] conditions = flat(prompts);
    RowsByTeacher rows = new RowsByTeacher(teacher, indices(prompts));
    float[] latents = rows.sample(conditions, latentSeeds);
    float[] noised = ProbeInputs.noised(latents, timesteps, noiseSeeds, schedule);
    return new ProbeSet(
        run.name(),
        run.lineage(),
        regionMapDigest,
        region,
        tensor(latents, probes, teacher.sampleShape()),
        timesteps,
        noiseSeeds,
        tensor(conditions, probes, conditionShape),
        tensor(rows.outputs(noised, timesteps, conditions), probes, teacher.sampleShape()),
        teacher.digest());
  }

  private List<Integer> indices(List<ProbePrompt> prompts) {
    return prompts.stream().map(one -> names.index(one.tag(), one.text())).toList();
  }

  private static float[] flat(List<ProbePrompt> prompts) {
    int width = prompts.get(0).condition().length;
    float[] flat = new float[prompts.size() * width];
    for (int i = 0; i < prompts.size(); i++) {
      System.arraycopy(prompts.get(i).condition(), 0, flat, i * width, width);
    }
    return flat;
  }

  private static Tensor tensor(float[] values, int rows, List<Integer> rowShape) {
    int[] shape =
        IntStream.concat(IntStream.of(rows), rowShape.stream().mapToInt(Integer::intValue))
            .toArray();
    return Tensor.of(values, shape);
  }
}
