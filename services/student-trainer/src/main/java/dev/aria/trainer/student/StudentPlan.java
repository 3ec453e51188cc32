package dev.aria.trainer.student;

/**
 * What is asked for in a student.
 *
 * @param name of the student
 * @param model what it is made of
 * @param optimizer how it learns
 * @param device that it lives on: {@code cpu}, {@code gpu} or {@code gpu:N}
 */
public record StudentPlan(
    String name, ModelSettings model, LearningSettings optimizer, String device) {}
