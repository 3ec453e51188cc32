package dev.aria.teacher;

import dev.aria.teacher.inference.Teacher;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A teacher whose calls take a set time each, as a slower or faster device's would. */
final class PacedTeacher implements Teacher {
  private final Teacher teacher;
  private final AtomicLong millis;

  PacedTeacher(Teacher teacher, AtomicLong millis) {
    this.teacher = teacher;
    this.millis = millis;
  }

  @Override
  public String digest() {
    return teacher.digest();
  }

  @Override
  public List<Integer> sampleShape() {
    return teacher.sampleShape();
  }

  @Override
  public float[] outputs(float[] x, int[] timesteps, float[] conditions) {
    long end = System.nanoTime() + millis.get() * 1_000_000;
    float[] noise = teacher.outputs(x, timesteps, conditions);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return noise;
  }

  @Override
  public float[] sample(float[] conditions, List<Long> seeds) {
    return teacher.sample(conditions, seeds);
  }

  @Override
  public void close() {
    teacher.close();
  }
}
