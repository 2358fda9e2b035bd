import { townOf } from '@/remote/town'

export const town = townOf(import.meta.env, location.origin)

export const fetchHere = (url: string, init: RequestInit) => fetch(url, init)
