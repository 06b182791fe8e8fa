import { Module } from '@nestjs/common';
import { Questions } from './questions.service.js';

@Module({ providers: [Questions], exports: [Questions] })
export class ReadingModule {}
